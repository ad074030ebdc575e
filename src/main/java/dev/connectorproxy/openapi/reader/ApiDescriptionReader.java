package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Reads API descriptions: Swagger 2.0, OpenAPI 3.0 and 3.1, JSON or YAML, in one file or in many. Thread-safe.
public final class ApiDescriptionReader {
    private ApiDescriptionReader() {}

    /// A description, and the documents that it consists of.
    ///
    /// @param documents their addresses, that of the description itself first
    public record Loaded(ApiDescription description, List<URI> documents) {
        public Loaded {
            documents = List.copyOf(documents);
        }
    }

    /// Reads a file, and the files below its folder that it refers to.
    ///
    /// @throws DescriptionException it is no API description
    public static Loaded read(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        return read(absolute.toUri(), DocumentSource.below(absolute.getParent()));
    }

    /// Reads the document at an address, and those that it refers to.
    ///
    /// @throws DescriptionException it is no API description
    public static Loaded read(URI address, DocumentSource source) {
        try {
            return read(address, source.read(address), source);
        } catch (IOException e) {
            throw new DescriptionException(name(address), "cannot be read: " + e.getMessage());
        }
    }

    /// Reads a document whose content is known.
    ///
    /// @param address that references are relative to; servers that are relative to it stay so
    /// @throws DescriptionException it is no API description
    public static Loaded read(URI address, byte[] content, DocumentSource source) {
        var name = name(address);
        var limits = new ReadingLimits(name);
        var problems = new ProblemList();
        var parser = new DocumentParser(limits, problems);
        var documents = new DocumentSet(address, source, limits, parser);
        var root = documents.first(address, content, name).root();
        var version = SourceVersion.of(root, name, problems);
        var references = new ReferenceResolver(documents, problems);
        var schemas = new SchemaConverter(version, root, references, problems, limits);
        var context = new ReadingContext(version, references, schemas, problems, limits);
        return new Loaded(new RootReader(context, root).read(), documents.addresses());
    }

    private static String name(URI address) {
        var path = address.getPath() == null ? address.toString() : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
