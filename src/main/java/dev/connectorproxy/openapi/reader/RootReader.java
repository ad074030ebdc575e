package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the top level of a description.
final class RootReader {
    private final ReadingContext context;
    private final DocumentNode root;
    private final ServerReader servers;
    private final SecurityReader security;

    RootReader(ReadingContext context, DocumentNode root) {
        this.context = context;
        this.root = root;
        this.servers = new ServerReader(context);
        this.security = new SecurityReader(context, root);
    }

    ApiDescription read() {
        var usual = security.requirements(root).orElseGet(this::unsaid);
        var operations = new OperationReader(context, root, servers, security, usual);
        var info = context.references().get(root, "info");
        var found = new PathsReader(context, operations).read(root);
        var baseUrls = servers.readRoot(root);
        return new ApiDescription(
                info.flatMap(it -> text(it, "title")).orElse(""),
                info.flatMap(it -> text(it, "description")).orElse(""),
                context.references().get(root, "externalDocs").flatMap(it -> it.text("url")),
                baseUrls.isEmpty() ? List.of(new ApiServer("/", Map.of())) : baseUrls,
                found,
                security.schemes(),
                context.schemas().definitions(),
                context.problems().lines());
    }

    private Optional<String> text(DocumentNode holder, String member) {
        return context.references().get(holder, member).flatMap(DocumentNode::text);
    }

    /// The security of operations in a description that never says which of its schemes they need: any.
    private List<SecurityRequirement> unsaid() {
        boolean isSaid =
                context.references().get(root, "paths").stream()
                        .flatMap(paths -> paths.members().stream())
                        .flatMap(item -> item.members().stream())
                        .anyMatch(operation -> operation.has("security"));
        if (isSaid || security.schemes().isEmpty()) {
            return List.of();
        }
        context.problems()
                .add(root, "does not say which security scheme operations need; any is taken");
        return security.any();
    }
}
