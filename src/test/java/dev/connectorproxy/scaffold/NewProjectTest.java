package dev.connectorproxy.scaffold;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {
    @TempDir private static Path programFolder;
    private static ProgramFiles program;

    @TempDir private Path folder;

    @BeforeAll
    static void layOut() throws IOException {
        program = ScaffoldProgram.in(programFolder);
    }

    @ParameterizedTest
    @EnumSource
    void namedHelloIsTheExampleWithItsJars(ProjectKind kind) throws IOException {
        write(kind.word(), "hello");

        var written = texts(folder);
        var jars = written.keySet().stream().filter(file -> file.startsWith("lib/")).toList();
        written.keySet().removeAll(jars);
        assertThat(written, is(texts(Path.of("etc/examples/%s-hello".formatted(kind.word())))));
        assertThat(
                jars,
                is(
                        List.of(
                                "lib/connector-proxy-spi-sources.jar",
                                "lib/connector-proxy-spi.jar",
                                "lib/connector-proxy-tests.jar")));
    }

    @ParameterizedTest
    @EnumSource
    void hasItsNameInPlaceOfThatOfTheExample(ProjectKind kind) throws IOException {
        write(kind.word(), "acme-bank");

        var written = texts(folder);
        written.keySet().removeIf(file -> file.startsWith("lib/"));
        assertThat(
                written.keySet(),
                hasItem("src/test/java/com/example/acmebank/AcmeBankContractTest.java"));
        for (var file : written.entrySet()) {
            assertThat(file.getKey(), not(containsString("ello")));
            assertThat(file.getKey(), file.getValue(), not(containsString("ello")));
        }
        assertThat(
                written.get("pom.xml"),
                containsString("<artifactId>%s-acme-bank</artifactId>".formatted(kind.word())));
    }

    @Test
    void itsJarsHaveTheTypesForAuthorsTheirSourcesAndTheKit() throws IOException {
        write("provider", "acme");

        assertThat(
                entries("spi"),
                hasItems(
                        "dev/connectorproxy/spi/payment/PaymentProvider.class",
                        "dev/connectorproxy/toolkit/payment/ProviderHttp.class"));
        assertThat(
                entries("spi-sources"),
                hasItem("dev/connectorproxy/spi/payment/PaymentProvider.java"));
        assertThat(
                entries("tests"),
                hasItems(
                        "dev/connectorproxy/contract/payment/ProviderContract.class",
                        "dev/connectorproxy/contract/CommandContract.class"));
    }

    @Test
    void isTheSameFromAJarAndFromADirectory() throws IOException {
        var jar = new ProgramFiles(jar(programFolder, folder.resolve("program.jar")));
        var one = folder.resolve("one");
        var other = folder.resolve("other");

        NewProject.parse(List.of("provider", "acme", one.toString())).write(program, Set.of());
        NewProject.parse(List.of("provider", "acme", other.toString())).write(jar, Set.of());

        assertThat(texts(other), is(texts(one)));
    }

    @Test
    void saysWhereItIsAndWhatToDoNext() {
        assertThat(
                write("provider", "acme"),
                is(
                        """
                        The provider acme is in %1$s (18 files). Next:
                          cd %1$s
                          mvn package
                          java -jar connector-proxy.jar --config development.yaml
                        README.md there has a first session.
                        """
                                .formatted(folder)));
    }

    @Test
    void isWrittenIntoAFolderOfItsNameUnlessAnotherOneIsNamed() {
        assertThat(NewProject.parse(List.of("connector", "acme")).folder(), is(Path.of("acme")));
        assertThat(
                NewProject.parse(List.of("connector", "acme", "a/b")).folder(), is(Path.of("a/b")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                 | a new project is written with new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    provider           | a new project is written with new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    provider a b c     | a new project is written with new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    provider a --force | a new project is written with new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    --help             | a new project is written with new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    Provider a         | unknown kind of project: there are new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    plugin a           | unknown kind of project: there are new provider NAME [FOLDER], or new connector NAME [FOLDER]
                    """)
    void refusesOtherWordsInOneLine(String words, String why) {
        var list = words.isEmpty() ? List.<String>of() : Arrays.asList(words.split(" "));

        assertThat(
                assertThrows(SettingsException.class, () -> NewProject.parse(list)).getMessage(),
                is(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void refusesAFolderThatCannotBe(String text) {
        var words = List.of("provider", "acme", text);

        assertThat(
                assertThrows(SettingsException.class, () -> NewProject.parse(words)).getMessage(),
                is("the folder has an impossible name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "provider"})
    void refusesANameThatMakesATypeOfTheSpi(String name) throws IOException {
        assertThat(
                refusal("provider", name),
                startsWith(name + " cannot be the name: there is a type "));
        assertThat(texts(folder).keySet(), is(empty()));
    }

    @Test
    void refusesTheNameOfABuiltInProvider() {
        var project = NewProject.parse(List.of("provider", "stripe", folder.toString()));

        assertThat(
                assertThrows(
                                SettingsException.class,
                                () -> project.write(program, Set.of("stripe")))
                        .getMessage(),
                is("stripe is the name of a built-in provider"));
    }

    @Test
    void replacesNoFile() throws IOException {
        var mine = Files.writeString(folder.resolve("pom.xml"), "mine");
        Files.writeString(folder.resolve("notes.txt"), "mine too");

        var why = refusal("provider", "acme");

        assertThat(why, is(mine + " exists already; nothing was written"));
        assertThat(texts(folder), is(Map.of("notes.txt", "mine too", "pom.xml", "mine")));
    }

    @Test
    void isWrittenBesideFilesOfOtherNames() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        write("connector", "acme");

        assertThat(texts(folder).keySet(), hasItems("notes.txt", "pom.xml"));
    }

    @Test
    void takesBackWhatItWroteBeforeAFailure() throws IOException {
        Files.writeString(folder.resolve("src"), "a file where a folder should be");

        var why = refusal("provider", "acme");

        assertThat(
                why,
                startsWith(
                        "cannot write "
                                + folder.resolve(
                                        "src/main/java/com/example/acme/AcmeConnector.java")));
        assertThat(why, endsWith("; nothing was written"));
        assertThat(texts(folder).keySet(), is(Set.of("src")));
    }

    @Test
    void needsAProgramThatCarriesTheExamples() {
        var project = NewProject.parse(List.of("provider", "acme", folder.toString()));

        assertThat(
                assertThrows(
                                SettingsException.class,
                                () -> project.write(new ProgramFiles(folder), Set.of()))
                        .getMessage(),
                startsWith("only a connector-proxy.jar that was built with"));
    }

    private String write(String kind, String name) {
        return NewProject.parse(List.of(kind, name, folder.toString())).write(program, Set.of());
    }

    private String refusal(String kind, String name) {
        return assertThrows(SettingsException.class, () -> write(kind, name)).getMessage();
    }

    private Set<String> entries(String jar) throws IOException {
        try (var file =
                new JarFile(folder.resolve("lib/connector-proxy-%s.jar".formatted(jar)).toFile())) {
            return file.stream().map(JarEntry::getName).collect(Collectors.toSet());
        }
    }

    /// The files below a folder; every byte is one character.
    private static Map<String, String> texts(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        folder.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static Path jar(Path content, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(content)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(content.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
