package dev.connectorproxy.signin;

import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.settings.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one element of `signin.providers`: `id`; `issuer`, or `authorization-endpoint` and `token-endpoint`, or all
/// three (without discovery then); `client-id`; at most one of `client-secret`, `client-secret-file` and
/// `client-secret-env`; `client-authentication` (`basic` or `post`; default as the metadata say, or else `basic`);
/// `scopes` (default none);
/// `extra-parameters` (default none).
final class OAuthProviderSettings {
    private static final Set<String> RESERVED_PARAMETERS =
            Set.of(
                    "response_type",
                    "response_mode",
                    "client_id",
                    "client_secret",
                    "redirect_uri",
                    "scope",
                    "state",
                    "code_challenge",
                    "code_challenge_method",
                    "request",
                    "request_uri");

    private final Section section;

    OAuthProviderSettings(Section section) {
        this.section = section;
    }

    OAuthProvider read() {
        var id =
                section.text("id")
                        .filter(text -> text.matches("[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}"))
                        .orElseThrow(() ->
                                section.invalid(
                                        "id",
                                        "must be connector/auth, each of letters, digits, dashes and underscores"));
        return new OAuthProvider(id, location(), client(), scopes(), extraParameters());
    }

    private OAuthProvider.Location location() {
        var issuer = section.text("issuer");
        var authorization = endpoint("authorization-endpoint");
        var token = endpoint("token-endpoint");
        if (authorization.isPresent() != token.isPresent()) {
            throw section.invalid(
                    authorization.isPresent() ? "token-endpoint" : "authorization-endpoint",
                    "must be set when the other endpoint is");
        }
        if (authorization.isPresent()) {
            return new OAuthProvider.Location.Endpoints(
                    authorization.get(), token.orElseThrow(), issuer);
        }
        return issuer.map(this::discoveredAt)
                .orElseThrow(() ->
                        section.invalid(
                                "issuer",
                                "must be set, or authorization-endpoint and token-endpoint"));
    }

    private OAuthProvider.Location discoveredAt(String issuer) {
        WebUrl.parse(issuer)
                .filter(url -> url.isConfidential() && !url.hasQuery())
                .orElseThrow(() ->
                        section.invalid(
                                "issuer", "must be an https URL without query or fragment"));
        return new OAuthProvider.Location.Issuer(issuer);
    }

    private Optional<WebUrl> endpoint(String key) {
        return section.text(key)
                .map(text ->
                        WebUrl.parse(text)
                                .filter(WebUrl::isConfidential)
                                .orElseThrow(() ->
                                        section.invalid(
                                                key, "must be an https URL without fragment")));
    }

    private OAuthProvider.Client client() {
        var id =
                section.text("client-id")
                        .filter(it -> !it.isBlank())
                        .orElseThrow(() -> section.invalid("client-id", "must be set"));
        return new OAuthProvider.Client(
                id, secret(), section.text("client-authentication").map(this::authentication));
    }

    private ClientAuthentication authentication(String text) {
        return switch (text) {
            case "basic" -> ClientAuthentication.BASIC;
            case "post" -> ClientAuthentication.POST;
            default -> throw section.invalid("client-authentication", "must be basic or post");
        };
    }

    private Optional<SecretText> secret() {
        var secret = section.secretOrVariable("client-secret");
        if (secret.filter(given -> given.value().isBlank()).isPresent()) {
            throw section.invalid("client-secret", "must not be empty; leave it out for none");
        }
        return secret;
    }

    /// Scope tokens (RFC 6749, section 3.3).
    private List<String> scopes() {
        var scopes =
                section.texts("scopes").stream()
                        .flatMap(text -> List.of(text.split("\\s+")).stream());
        return scopes.map(
                        scope -> {
                            if (!scope.matches("[!-~&&[^\"\\\\]]+")) {
                                throw section.invalid(
                                        "scopes",
                                        "must be of printable ASCII without quotes or backslash");
                            }
                            return scope;
                        })
                .toList();
    }

    private Map<String, String> extraParameters() {
        var extra = section.section("extra-parameters").flat(List.of("**"));
        extra.keySet().stream()
                .filter(RESERVED_PARAMETERS::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw section.invalid(
                            "extra-parameters." + name,
                            "must not be set: the proxy sets it itself");
                });
        return extra;
    }
}
