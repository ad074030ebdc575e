package dev.connectorproxy;

import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.importer.ImportArguments;
import dev.connectorproxy.importer.ImportCommand;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.ProcessMetrics;
import dev.connectorproxy.scaffold.NewProject;
import dev.connectorproxy.scaffold.ProgramFiles;
import dev.connectorproxy.settings.CommandLine;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentProvider;
import io.helidon.config.Config;
import io.helidon.service.registry.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The entry point of the process: command line, exit status, shutdown hook.
public final class Main {
    private static final int INCOMPLETE = 1;
    private static final int BAD_SETTINGS = 2;
    private static final Duration MAX_REGISTRATION = Duration.ofSeconds(1);

    private Main() {}

    /// Exit status 0 after `new`, `import`, `--help`, `--version`, `--check-config`, `--print-config` and SIGTERM; 2 for an invalid
    /// option or setting, or a project or connector that cannot be written; 1 if something remains of an `import --check`.
    public static void main(String[] arguments) {
        var words = List.of(arguments);
        try {
            if (!words.isEmpty() && words.getFirst().equals(NewProject.COMMAND)) {
                scaffold(NewProject.parse(words.subList(1, words.size())));
            } else if (!words.isEmpty() && words.getFirst().equals(ImportCommand.COMMAND)) {
                importApi(ImportArguments.parse(words.subList(1, words.size())));
            } else {
                run(CommandLine.parse(arguments));
            }
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_SETTINGS);
        }
    }

    private static void run(CommandLine line) {
        switch (line.action()) {
            case HELP -> System.out.print(CommandLine.help());
            case VERSION -> System.out.println(CommandLine.version());
            case CHECK -> check(line);
            case PRINT -> print(line);
            case START -> start(line);
        }
    }

    private static void scaffold(NewProject project) {
        var taken =
                switch (project.kind()) {
                    case PROVIDER ->
                            AllSettings.builtInProviders().stream().map(PaymentProvider::name);
                    case CONNECTOR ->
                            AllSettings.builtInConnectors().stream().map(ConnectorProvider::name);
                };
        System.out.print(
                project.write(ProgramFiles.ofRunningProgram(), taken.collect(Collectors.toSet())));
    }

    private static void importApi(ImportArguments arguments) {
        Supplier<Egress> egress =
                () ->
                        HttpEgress.create(
                                AllSettings.create(
                                                Settings.load(
                                                        arguments.config(),
                                                        System.getenv(),
                                                        System.getProperties()))
                                        .egress());
        boolean complete = new ImportCommand(arguments, egress, System.out).run();
        System.exit(complete ? 0 : INCOMPLETE);
    }

    private static Settings load(CommandLine line) {
        return Settings.load(line.path(), System.getenv(), line.overlay(System.getProperties()));
    }

    private static void check(CommandLine line) {
        var settings = load(line);
        var all = AllSettings.create(settings);
        var catalogue = all.checkConnectors();
        all.plugins()
                .listen((file, why) ->
                        System.err.println(ConnectorProxy.brokenPluginMessage(file, why)));
        settings.warnings().forEach(System.err::println);
        SettingsWarnings.of(all, catalogue, Instant.now()).forEach(System.err::println);
        System.out.println("configuration is good: " + settings.source());
    }

    private static void print(CommandLine line) {
        var settings = load(line);
        AllSettings.create(settings).checkConnectors();
        settings.listing().forEach(System.out::println);
    }

    private static void start(CommandLine line) {
        // Helidon's own lookup would read our application.yaml and files of the working directory
        Services.set(Config.class, Config.empty());
        var started = new CompletableFuture<Runnable>();
        HangupSignal.handle(() -> started.join().run());
        var sources = load(line);
        var settings = AllSettings.create(sources);
        var log = LogWriter.install(settings.logging());
        try {
            sources.warnings().forEach(log::warning);
            var proxy = ConnectorProxy.start(settings, log);
            started.complete(() -> proxy.reload().run(sources, () -> load(line)));
            // reading the JVM's beans would delay the start
            var metrics =
                    Thread.ofVirtual().start(() -> ProcessMetrics.register(CommandLine.build()));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(proxy, metrics, log), "shutdown"));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /// Halts with status 0: a JVM that ends after SIGTERM would otherwise exit with the status of the signal.
    ///
    /// @param metrics registers meters; the listener removes others as it stops, and both at once could wait for each
    ///     other for ever
    private static void end(ConnectorProxy proxy, Thread metrics, LogWriter log) {
        try {
            metrics.join(MAX_REGISTRATION);
            proxy.close();
            log.info("stopped");
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a shutdown hook", e);
        } finally {
            log.close();
            Runtime.getRuntime().halt(0);
        }
    }
}
