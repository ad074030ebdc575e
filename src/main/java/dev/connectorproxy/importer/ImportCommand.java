package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.reader.DescriptionException;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Egress;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// `import` of the command line. Used once.
public final class ImportCommand {
    /// The first word of the command line.
    public static final String COMMAND = "import";

    private final ImportArguments arguments;
    private final Supplier<Egress> egress;
    private final PrintStream out;
    private Optional<Egress> made = Optional.empty();

    /// @param egress made if a document is at a URL
    public ImportCommand(ImportArguments arguments, Supplier<Egress> egress, PrintStream out) {
        this.arguments = arguments;
        this.egress = egress;
        this.out = out;
    }

    /// Whether it did what was asked: a connector file is written, or nothing remains of the documents to check.
    ///
    /// @throws SettingsException it cannot be done; its message is one line
    public boolean run() {
        return switch (arguments.mode()) {
            case WRITE -> write(address(arguments.inputs().getFirst()));
            case CHECK, CALL -> check();
        };
    }

    private boolean write(URI address) {
        try {
            var document = ApiDocument.read(address, access(address));
            out.print(new ImportWriter(arguments).write(document, address));
            return true;
        } catch (DescriptionException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private boolean check() {
        var report = new CheckReport();
        for (var input : arguments.inputs()) {
            if (DocumentAccess.isUrl(input)) {
                check(input, address(input), report);
            } else {
                DocumentSearch.find(path(input))
                        .forEach(file -> check(file.toString(), uri(file), report));
            }
        }
        out.print(report.text());
        return report.isComplete();
    }

    private void check(String name, URI address, CheckReport report) {
        boolean call = arguments.mode() == ImportArguments.Mode.CALL;
        var document =
                new ImportCheck(access(address), arguments.server(), call).check(name, address);
        out.print(document.text());
        out.flush();
        report.add(document);
    }

    private DocumentAccess access(URI address) {
        return new DocumentAccess(address, arguments.followUrls(), this::egress);
    }

    private Egress egress() {
        if (made.isEmpty()) {
            made = Optional.of(egress.get());
        }
        return made.get();
    }

    private static URI address(String input) {
        try {
            return DocumentAccess.isUrl(input) ? URI.create(input) : uri(path(input));
        } catch (IllegalArgumentException _) {
            throw new SettingsException("the URL of the document is not valid");
        }
    }

    private static URI uri(Path file) {
        return file.toAbsolutePath().normalize().toUri();
    }

    private static Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException _) {
            throw new SettingsException("a document has an impossible name");
        }
    }
}
