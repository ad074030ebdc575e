package dev.connectorproxy.importer;

import dev.connectorproxy.complexity.CpuClock;
import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The import of an API description, as hostile as it can be, costs CPU time at most linear in its length.
class ImportComplexityTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'info':{'title':'§','description':'a§b'},'servers':[{'url':'https://h/§a'}],'paths':{'/a':{'get':{}}}}",
                "{'paths':{'/§a':{'get':{'summary':'a§a','operationId':'a§'}}}}",
                "{'paths':{'/a':{'get':{'parameters':[«{'name':'a№','in':'query'}»,{'name':'§a','in':'query','schema':{'pattern':'§'}}]}}}}"
            })
    void takesLinearTime(String template) {
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        var json = "{'openapi':'3.0.0'," + template.substring(1);
        for (var input : HostileInput.ofJson(json.replace('\'', '"'))) {
            time.check(
                    input.name(),
                    length -> {
                        var file = write(input.ofLength().apply(length));
                        return () -> importDocument(file);
                    });
        }
        time.assertNone();
    }

    private Path write(String text) {
        try {
            return Files.write(
                    folder.resolve("a.openapi.json"), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void importDocument(Path file) {
        var words = List.of(file.toString(), "--force", "--directory", folder.toString() + "/out");
        try (var out = new PrintStream(OutputStream.nullOutputStream())) {
            new ImportCommand(ImportArguments.parse(words), () -> null, out).run();
        } catch (SettingsException _) {
            // refused, which may not take long either
        }
    }
}
