#!/usr/bin/env bash
#
# What: a fault-tolerant chunk step of Spring Batch 6 retries a failed write of a chunk in the same transaction, without
#       a rollback in between. What a writer has written before it failed stays, and is committed with the second try.
# Seen: spring-batch-core 6.0.6, H2 2.4.240; the writer fails once, at the last of three items:
#           rows before try 1: 0
#           rows before try 2: 2
#           COMPLETED, rows of three items: 5
# Needs: a JDK 17 or newer and Maven; downloads into a temporary folder.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework.batch</groupId><artifactId>spring-batch-core</artifactId><version>6.0.6</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Retries.java" <<'JAVA'
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

public class Retries {

    @Configuration
    @EnableBatchProcessing
    static class Jobs {}

    public static void main(String[] args) throws Exception {
        var data = new DriverManagerDataSource("jdbc:h2:mem:retries;DB_CLOSE_DELAY=-1");
        var jdbc = new JdbcTemplate(data);
        jdbc.execute("create table written (item int)");
        AtomicInteger tries = new AtomicInteger();
        ItemWriter<Integer> writer = items -> {
            System.out.println("rows before try " + tries.incrementAndGet() + ": " + rows(jdbc));
            for (int item : items) {
                if (item == 3 && tries.get() == 1) {
                    throw new IllegalStateException("once");
                }
                jdbc.update("insert into written values (?)", item);
            }
        };
        try (var context = new AnnotationConfigApplicationContext(Jobs.class)) {
            JobRepository repository = context.getBean(JobRepository.class);
            Job job = new JobBuilder("job", repository)
                    .start(new StepBuilder("step", repository)
                            .<Integer, Integer>chunk(3)
                            .transactionManager(new JdbcTransactionManager(data))
                            .reader(new ListItemReader<>(List.of(1, 2, 3)))
                            .writer(writer)
                            .faultTolerant()
                            .retry(IllegalStateException.class)
                            .retryLimit(1)
                            .build())
                    .build();
            JobExecution execution = context.getBean(JobOperator.class).start(job, new JobParameters());
            System.out.println(execution.getStatus() + ", rows of three items: " + rows(jdbc));
        }
    }

    private static Integer rows(JdbcTemplate jdbc) {
        return jdbc.queryForObject("select count(*) from written", Integer.class);
    }
}
JAVA
expected="rows before try 1: 0
rows before try 2: 2
COMPLETED, rows of three items: 5"
seen="$(cd "$folder" && java -cp "lib/*" Retries.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
