package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.SecurityScheme;
import java.util.List;
import java.util.Locale;

/// What the versions describe alike about security schemes.
final class SecuritySchemes {
    private SecuritySchemes() {}

    static SecurityScheme apiKey(Located declared) {
        var name = declared.text("name").orElse("").strip();
        var in =
                switch (declared.text("in").orElse("header").toLowerCase(Locale.ROOT)) {
                    case "query" -> Location.QUERY;
                    case "cookie" -> Location.COOKIE;
                    default -> Location.HEADER;
                };
        return name.isEmpty()
                ? new SecurityScheme.Unsupported("its key has no name")
                : new SecurityScheme.ApiKey(in, name);
    }

    static SecurityScheme.Flow flow(Located declared) {
        return new SecurityScheme.Flow(
                declared.text("authorizationUrl"),
                declared.text("tokenUrl"),
                declared.text("refreshUrl"),
                declared.get("scopes")
                        .map(scopes -> scopes.members().stream().map(Located.Member::name).toList())
                        .orElse(List.of()));
    }
}
