package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledFilesTest {

    static List<String> names() {
        return BundledFile.text("index.txt").lines().toList();
    }

    @Test
    void theIndexHasEveryFile() throws Exception {
        var folder = Path.of(BundledFilesTest.class.getResource("/connectors/index.txt").toURI());
        try (var files = Files.list(folder.getParent())) {
            var names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", ""))
                            .sorted()
                            .toList();

            assertThat(names(), is(names));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileSaysWhatItsUsersHaveToKnow(String name) {
        var file = ConnectorFile.read(name, BundledFile.text(name + ".yaml"));
        var specs = BundledFile.of(name, new VendorApi("https://x.example")).specs();

        assertThat(file.name(), is(name));
        assertThat(file.info().title(), is(not(blankOrNullString())));
        assertThat(file.info().description(), is(not(blankOrNullString())));
        assertThat(file.info().docsUrl(), startsWith("https://"));
        assertThat(specs.size(), is(lessThanOrEqualTo(25)));
        assertThat(specs.stream().filter(spec -> spec.description().isBlank()).toList(), empty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommandHasAFewParametersAndExplainsThoseItNeeds(String name) {
        for (var spec : BundledFile.of(name, new VendorApi("https://x.example")).specs()) {
            assertThat(spec.name(), visible(spec).size(), is(lessThanOrEqualTo(8)));
            assertThat(spec.name(), unexplained(spec), empty());
        }
    }

    private static List<Parameter> visible(CommandSpec spec) {
        return spec.parameters().stream()
                .filter(parameter -> parameter.details().visibility() != Visibility.ADVANCED)
                .toList();
    }

    private static List<String> unexplained(CommandSpec spec) {
        return spec.parameters().stream()
                .filter(Parameter::required)
                .filter(parameter -> parameter.description().isBlank())
                .map(Parameter::id)
                .toList();
    }
}
