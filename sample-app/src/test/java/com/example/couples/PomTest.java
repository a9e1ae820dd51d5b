package com.example.couples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pom.xml of docs/getting-started.md and the dependency of the README, compared with the POMs of this build. */
class PomTest {

    private final Document shown = parse(Path.of("src/test/resources/couples/pom.xml"));
    private final Document sample = parse(Path.of("pom.xml"));

    @Test
    void theVersionsAreThoseOfThisBuild() {
        assertThat(text(shown, "parent", "version")).containsExactly(SpringBootVersion.getVersion());
        assertThat(text(shown, "dependency", "version")).isEqualTo(text(sample, "parent", "version"));
    }

    @Test
    void theVersionInTheReadmeIsThatOfThisBuild() throws IOException {
        List<String> versions = Pattern.compile("<version>(.*)</version>")
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(version -> version.group(1))
                .toList();

        assertThat(versions).isEqualTo(text(sample, "parent", "version"));
    }

    @Test
    void theDependenciesAreAmongThoseOfTheSample() {
        assertThat(text(sample, "dependency", "artifactId")).containsAll(text(shown, "dependency", "artifactId"));
        assertThat(text(shown, "dependency", "artifactId")).hasSize(5);
    }

    /** The texts of all children of one name in all elements of another. */
    private static List<String> text(Document pom, String element, String child) {
        List<String> texts = new ArrayList<>();
        NodeList elements = pom.getElementsByTagName(element);
        for (int i = 0; i < elements.getLength(); i++) {
            NodeList children = ((Element) elements.item(i)).getElementsByTagName(child);
            for (int k = 0; k < children.getLength(); k++) {
                texts.add(children.item(k).getTextContent());
            }
        }
        return texts;
    }

    private static Document parse(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (Exception failure) {
            throw new AssertionError("cannot read " + file, failure);
        }
    }
}
