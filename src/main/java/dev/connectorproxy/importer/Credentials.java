package dev.connectorproxy.importer;

import dev.connectorproxy.declarative.file.CredentialUse;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.SecurityScheme;
import dev.connectorproxy.openapi.SecurityScheme.ApiKey;
import dev.connectorproxy.openapi.SecurityScheme.Unsupported;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which connections the commands of an API take credentials from, derived from its security schemes. Used by one thread.
final class Credentials {
    private final ApiDescription api;
    private final Set<CredentialUse> uses = new LinkedHashSet<>();
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Credentials(ApiDescription api) {
        this.api = api;
    }

    /// @param operations that become commands
    static Credentials of(ApiDescription api, List<Operation> operations) {
        var credentials = new Credentials(api);
        operations.stream()
                .flatMap(operation -> operation.security().stream())
                .distinct()
                .forEach(credentials::add);
        if (credentials.uses.isEmpty()
                && operations.stream().anyMatch(Credentials::hasAuthorization)) {
            credentials.uses.add(key(Location.HEADER, "Authorization", ""));
        }
        return credentials;
    }

    private static boolean hasAuthorization(Operation operation) {
        return operation.parameters().stream()
                .anyMatch(parameter ->
                        parameter.in() == Location.HEADER
                                && parameter.name().equalsIgnoreCase("Authorization"));
    }

    /// The types of connections; empty if the description names none that can be used.
    List<CredentialUse> uses() {
        return List.copyOf(uses);
    }

    /// Keys that are sent in addition to those of a connection, by the id of the parameter that holds them.
    Map<String, ApiKey> keys() {
        return keys;
    }

    /// The ids of the keys that an operation needs in addition.
    List<String> keysOf(Operation operation) {
        return keys.entrySet().stream()
                .filter(key ->
                        operation.security().stream()
                                .anyMatch(requirement ->
                                        further(requirement).contains(key.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What cannot be done, and what an operator has to know, one line each.
    List<String> notes() {
        return List.copyOf(notes);
    }

    /// Whether credentials of an operation can be given, or it needs none.
    boolean suffice(Operation operation) {
        return operation.security().isEmpty()
                || operation.security().stream()
                        .anyMatch(requirement ->
                                schemes(requirement).isEmpty()
                                        || main(requirement)
                                                .filter(scheme -> !usesOf(scheme).isEmpty())
                                                .isPresent());
    }

    private void add(SecurityRequirement requirement) {
        var main = main(requirement);
        if (main.isEmpty()) {
            requirement.scopes().keySet().forEach(name -> notes.add(unknown(name)));
            return;
        }
        var found = usesOf(main.get());
        uses.addAll(found);
        note(main.get(), found).ifPresent(notes::add);
        further(requirement).forEach(key -> keys.putIfAbsent(id(key), key));
        var others =
                schemes(requirement).stream()
                        .filter(scheme -> !(scheme instanceof ApiKey))
                        .toList();
        if (others.size() > 1) {
            notes.add(
                    "some operations want %d credentials at once; a connection gives the first"
                            .formatted(others.size()));
        }
    }

    /// Those that the description explains.
    private List<SecurityScheme> schemes(SecurityRequirement requirement) {
        return requirement.scopes().keySet().stream()
                .sorted()
                .flatMap(name -> scheme(name).stream())
                .filter(scheme -> !(scheme instanceof Unsupported))
                .toList();
    }

    private String unknown(String name) {
        var why =
                scheme(name)
                        .map(scheme -> scheme instanceof Unsupported(var reason) ? reason : "")
                        .orElse("is not defined in the description");
        return "the credentials '%s' are unknown: %s".formatted(name, why);
    }

    /// The scheme of that name; for a name that does not exist, the only scheme there is.
    private Optional<SecurityScheme> scheme(String name) {
        var schemes = api.securitySchemes();
        return Optional.ofNullable(schemes.get(name))
                .or(() ->
                        schemes.size() == 1
                                ? schemes.values().stream().findFirst()
                                : Optional.empty());
    }

    /// The scheme of a requirement that a connection is for.
    private Optional<SecurityScheme> main(SecurityRequirement requirement) {
        return schemes(requirement).stream().min(Comparator.comparing(ApiKey.class::isInstance));
    }

    /// Keys beside the main scheme.
    private List<ApiKey> further(SecurityRequirement requirement) {
        var main = main(requirement);
        return schemes(requirement).stream()
                .filter(scheme -> !main.equals(Optional.of(scheme)))
                .filter(ApiKey.class::isInstance)
                .map(ApiKey.class::cast)
                .toList();
    }

    private static String id(ApiKey key) {
        return key.name().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^(?=[0-9])", "key_");
    }

    private static List<CredentialUse> usesOf(SecurityScheme scheme) {
        return switch (scheme) {
            case ApiKey(var in, var name) -> List.of(key(in, name, ""));
            case SecurityScheme.Http(var word) -> ofHttp(word);
            case SecurityScheme.OAuth2(var flows) -> ofFlows(flows);
            case SecurityScheme.OpenIdConnect _ ->
                    List.of(named("oauth2-authorization-code"), named("oauth2-client-credentials"));
            case SecurityScheme.MutualTls _ -> List.of(named("mutual-tls"));
            case Unsupported _ -> List.of();
        };
    }

    private static List<CredentialUse> ofHttp(String word) {
        return switch (word) {
            case "basic", "bearer" -> List.of(named(word));
            case "digest", "hoba", "mutual", "negotiate", "scram-sha-1", "scram-sha-256", "vapid" ->
                    List.of();
            default -> List.of(key(Location.HEADER, "Authorization", word));
        };
    }

    private static List<CredentialUse> ofFlows(Map<String, SecurityScheme.Flow> flows) {
        var uses = new ArrayList<CredentialUse>();
        if (flows.containsKey("authorizationCode")) {
            uses.add(named("oauth2-authorization-code"));
        }
        if (flows.containsKey("clientCredentials")) {
            uses.add(named("oauth2-client-credentials"));
        }
        return uses.isEmpty() ? List.of(named("bearer")) : uses;
    }

    private static Optional<String> note(SecurityScheme scheme, List<CredentialUse> uses) {
        return Optional.ofNullable(
                switch (scheme) {
                    case SecurityScheme.Http(var word) ->
                            uses.isEmpty()
                                    ? "no connection can do HTTP authentication with " + word
                                    : null;
                    case SecurityScheme.OAuth2(var flows) ->
                            uses.equals(List.of(named("bearer")))
                                    ? "the proxy does not sign in with the OAuth 2 flows %s; a connection holds a token"
                                            .formatted(flows.keySet().stream().sorted().toList())
                                    : null;
                    case SecurityScheme.OpenIdConnect(var url) ->
                            "OpenID Connect: the endpoints are at " + url;
                    case Unsupported(var reason) -> reason;
                    case ApiKey _, SecurityScheme.MutualTls _ -> null;
                });
    }

    private static CredentialUse named(String type) {
        return new CredentialUse(type, Optional.empty());
    }

    private static CredentialUse key(Location in, String name, String prefix) {
        return new CredentialUse("api-key", Optional.of(new CredentialUse.Key(in, name, prefix)));
    }
}
