package dev.connectorproxy.openapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One operation of an API. Immutable.
///
/// @param method in upper case
/// @param path the template, such as `/repos/{owner}/{repo}`, which begins with a slash; it may have a query
/// @param id the `operationId`; empty if there is none
/// @param summary one line; empty if there is none
/// @param description empty if there is none
/// @param visibility of `x-ms-visibility`, else [Visibility#NORMAL]
/// @param parameters those of the path and of the operation, merged; every variable of the path is among them
/// @param responses by status: `200`, `2XX` or `default`, in order
/// @param security alternatives; any one is enough. An empty list, or one with an empty alternative, needs no credentials
/// @param servers those of the operation or its path, which replace those of the description; usually empty
public record Operation(
        String method,
        String path,
        String id,
        String summary,
        String description,
        List<String> tags,
        boolean deprecated,
        Visibility visibility,
        List<OperationParameter> parameters,
        Optional<RequestBody> body,
        Map<String, ResponseDescription> responses,
        List<SecurityRequirement> security,
        List<ApiDescription.ApiServer> servers) {
    public Operation {
        tags = List.copyOf(tags);
        parameters = List.copyOf(parameters);
        responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
        security = List.copyOf(security);
        servers = List.copyOf(servers);
    }

    /// `x-ms-visibility`: how prominently a user interface shows an operation or a parameter.
    public enum Visibility {
        IMPORTANT,
        NORMAL,
        ADVANCED,
        INTERNAL
    }

    /// Credentials that an operation needs together.
    ///
    /// @param scopes of each security scheme, by its name
    public record SecurityRequirement(Map<String, List<String>> scopes) {
        public SecurityRequirement {
            scopes = Map.copyOf(scopes);
        }
    }
}
