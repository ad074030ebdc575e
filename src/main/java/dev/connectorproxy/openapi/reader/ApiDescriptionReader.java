package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads API descriptions: Swagger 2.0, OpenAPI 3.0 and 3.1, JSON or YAML, in one file or in many.
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
            throw new DescriptionException(
                    "%s: cannot be read (%s)"
                            .formatted(name(address), e.getClass().getSimpleName()));
        }
    }

    /// Reads a document whose content is known.
    ///
    /// @throws DescriptionException it is no API description
    public static Loaded read(URI address, byte[] content, DocumentSource source) {
        var documents = new Documents(source);
        try {
            var root = documents.open(address, content);
            return new Loaded(describe(root, documents), documents.addresses());
        } catch (StackOverflowError _) {
            throw new DescriptionException(name(address) + ": is nested too deeply");
        }
    }

    private static ApiDescription describe(Located root, Documents documents) {
        var schemas = new SchemaReader(documents);
        var version = version(root, documents, schemas);
        var info = root.get("info").orElse(root);
        var servers = version.servers(root);
        var operations = new OperationsReader(root, documents, version).read();
        return new ApiDescription(
                info.text("title").orElse("").strip(),
                info.text("description").orElse("").strip(),
                root.get("externalDocs").flatMap(docs -> docs.text("url")),
                servers.isEmpty() ? List.of(new ApiServer("/", Map.of())) : servers,
                operations,
                version.securitySchemes(),
                schemas.definitions(),
                documents.problems());
    }

    private static Version version(Located root, Documents documents, SchemaReader schemas) {
        var swagger = root.text("swagger").orElse("");
        var openapi = root.text("openapi").orElse("");
        if (swagger.startsWith("2")) {
            return new Swagger2(root, documents, schemas);
        }
        if (openapi.matches("3(\\.[012].*)?")) {
            return new OpenApi3(root, documents, schemas);
        }
        throw new DescriptionException(
                name(root.document())
                        + (swagger.isEmpty() && openapi.isEmpty()
                                ? ": is no API description: it has neither `swagger` nor `openapi` at its top"
                                : ": has version %s; Swagger 2.0 and OpenAPI 3.0 to 3.2 can be read"
                                        .formatted(swagger + openapi)));
    }

    private static String name(URI address) {
        var path = address.getPath() == null ? address.toString() : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
