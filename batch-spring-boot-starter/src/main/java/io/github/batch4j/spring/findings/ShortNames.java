package io.github.batch4j.spring.findings;

import io.github.batch4j.findings.Finding;
import io.github.batch4j.findings.Finding.AskedAgain;
import io.github.batch4j.findings.Finding.AskedLater;
import io.github.batch4j.findings.Finding.OneByOne;
import io.github.batch4j.findings.Finding.SlowLayer;
import io.github.batch4j.findings.Finding.SplitBatch;
import io.github.batch4j.spring.work.BatcherName;
import org.jspecify.annotations.Nullable;

/** Findings with the names that metrics and spans have: without the literals of a statement that has no name. */
final class ShortNames {

    private ShortNames() {}

    static Finding in(Finding finding) {
        String name = BatcherName.of(finding.batcher());
        if (finding instanceof OneByOne one) {
            return new OneByOne(name, one.caller(), one.times(), one.batches(), one.operations(), one.isWrite());
        }
        if (finding instanceof AskedAgain again) {
            return new AskedAgain(
                    name,
                    again.caller(),
                    again.operations(),
                    again.reason(),
                    shortNameOf(again.writer()),
                    again.writtenBy());
        }
        if (finding instanceof AskedLater later) {
            return new AskedLater(
                    name, later.caller(), later.operations(), BatcherName.of(later.waitedFor()), later.waitedAt());
        }
        if (finding instanceof SplitBatch split) {
            return new SplitBatch(name, split.caller(), split.batches(), split.operations(), split.maxBatchSize());
        }
        SlowLayer slow = (SlowLayer) finding;
        return new SlowLayer(name, slow.caller(), slow.operations(), slow.steps());
    }

    private static @Nullable String shortNameOf(@Nullable String name) {
        return name == null ? null : BatcherName.of(name);
    }
}
