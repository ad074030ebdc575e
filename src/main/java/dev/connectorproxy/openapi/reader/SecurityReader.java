package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.SecurityScheme;
import dev.connectorproxy.openapi.SecurityScheme.ApiKey;
import dev.connectorproxy.openapi.SecurityScheme.Flow;
import dev.connectorproxy.openapi.SecurityScheme.Http;
import dev.connectorproxy.openapi.SecurityScheme.MutualTls;
import dev.connectorproxy.openapi.SecurityScheme.OAuth2;
import dev.connectorproxy.openapi.SecurityScheme.OpenIdConnect;
import dev.connectorproxy.openapi.SecurityScheme.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads security schemes, and which of them operations need. Not thread-safe.
final class SecurityReader {
    private static final Map<String, String> FLOWS =
            Map.of(
                    "accesscode", "authorizationCode",
                    "authorizationcode", "authorizationCode",
                    "application", "clientCredentials",
                    "clientcredentials", "clientCredentials");

    private final ReadingContext context;
    private final Map<String, SecurityScheme> schemes = new LinkedHashMap<>();

    SecurityReader(ReadingContext context, DocumentNode root) {
        this.context = context;
        var holder = root.get("components").or(() -> Optional.of(root)).orElseThrow();
        var all =
                context.references()
                        .get(root, "securityDefinitions")
                        .or(() -> context.references().get(holder, "securitySchemes"));
        for (var scheme : all.map(DocumentNode::members).orElse(List.of())) {
            context.references()
                    .resolve(scheme)
                    .ifPresent(it -> schemes.put(scheme.key(), scheme(it)));
        }
    }

    /// By name; with those that are required and not defined, which are unsupported.
    Map<String, SecurityScheme> schemes() {
        return schemes;
    }

    /// The alternatives that a description or an operation names; empty if it does not say.
    Optional<List<SecurityRequirement>> requirements(DocumentNode holder) {
        if (!holder.has("security")) {
            return Optional.empty();
        }
        var alternatives = new ArrayList<SecurityRequirement>();
        for (var alternative : holder.elements("security")) {
            Map<String, List<String>> scopes = new LinkedHashMap<>();
            alternative.members().forEach(it -> scopes.put(defined(it), scopes(it)));
            alternatives.add(new SecurityRequirement(scopes));
        }
        return Optional.of(alternatives);
    }

    /// Every scheme as an alternative, for descriptions that define schemes and never say what needs them.
    List<SecurityRequirement> any() {
        return schemes.keySet().stream()
                .map(name -> new SecurityRequirement(Map.of(name, List.of())))
                .toList();
    }

    private static List<String> scopes(DocumentNode requirement) {
        return requirement.elements().stream().flatMap(it -> it.text().stream()).toList();
    }

    /// The name of the scheme that is required. One that is not defined can only be the only one that is.
    private String defined(DocumentNode requirement) {
        var name = requirement.key();
        if (schemes.containsKey(name)) {
            return name;
        }
        var problem = "security scheme " + name + " is not defined";
        if (schemes.size() == 1) {
            var only = schemes.keySet().iterator().next();
            context.problems().add(requirement, problem + "; read as " + only);
            return only;
        }
        context.problems().add(requirement, problem);
        schemes.put(name, new Unsupported("is not defined in the description"));
        return name;
    }

    private SecurityScheme scheme(DocumentNode scheme) {
        var type = scheme.text("type").orElse("");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "apikey" -> apiKey(scheme);
            case "basic" -> new Http("basic");
            case "bearer" -> new Http("bearer");
            case "http" ->
                    new Http(scheme.text("scheme").orElse("bearer").toLowerCase(Locale.ROOT));
            case "oauth2" -> oauth2(scheme);
            case "openidconnect" -> new OpenIdConnect(scheme.text("openIdConnectUrl").orElse(""));
            case "mutualtls" -> new MutualTls();
            default -> unsupported(scheme, "the type of credentials is not known: " + type);
        };
    }

    private SecurityScheme apiKey(DocumentNode scheme) {
        var name = scheme.text("name").filter(it -> !it.contains("\n"));
        var in =
                switch (scheme.text("in").orElse("header").toLowerCase(Locale.ROOT)) {
                    case "header" -> Optional.of(Location.HEADER);
                    case "query" -> Optional.of(Location.QUERY);
                    case "cookie" -> Optional.of(Location.COOKIE);
                    default -> Optional.<Location>empty();
                };
        if (name.isEmpty() || in.isEmpty()) {
            return unsupported(scheme, "the key has no name, or no place where it is sent");
        }
        return new ApiKey(in.get(), name.get());
    }

    private SecurityScheme unsupported(DocumentNode scheme, String reason) {
        context.problems().add(scheme, reason);
        return new Unsupported(reason);
    }

    private SecurityScheme oauth2(DocumentNode scheme) {
        Map<String, Flow> flows = new LinkedHashMap<>();
        for (var flow : scheme.get("flows").map(DocumentNode::members).orElse(List.of())) {
            if (flow.isObject()) {
                flows.put(standardName(flow.key()), flow(flow));
            }
        }
        scheme.text("flow").ifPresent(it -> flows.put(standardName(it), flow(scheme)));
        return flows.isEmpty() ? unsupported(scheme, "OAuth 2 without a flow") : new OAuth2(flows);
    }

    private static String standardName(String flow) {
        return FLOWS.getOrDefault(flow.toLowerCase(Locale.ROOT), flow);
    }

    private static Flow flow(DocumentNode flow) {
        var scopes = flow.get("scopes");
        var names =
                scopes.filter(DocumentNode::isObject)
                        .map(it -> List.copyOf(it.object().keySet()))
                        .orElseGet(() -> flow.texts("scopes"));
        return new Flow(
                flow.text("authorizationUrl"),
                flow.text("tokenUrl"),
                flow.text("refreshUrl"),
                names);
    }
}
