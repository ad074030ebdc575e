package dev.connectorproxy.signin;

import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Settings under `signin:`.
///
/// @param providers the OAuth providers, none by default; see [OAuthProviderSettings]
/// @param redirectOrigins the origins that may receive token responses, each perhaps with the beginning of a path, as
///     [RedirectTarget#toString()] writes them; none by default
/// @param callbackBaseUrl the public URL of this proxy without a trailing slash; if absent, only a browser on this
///     machine can sign in
/// @param stateLifetime how long a person may take to sign in; default `PT10M`
/// @param stateKey (`state-key`, `state-key-file`) the signing key that all replicas share; random by default
public record SigninSettings(
        List<OAuthProvider> providers,
        Set<String> redirectOrigins,
        Optional<WebUrl> callbackBaseUrl,
        Duration stateLifetime,
        Optional<SecretText> stateKey) {
    private static final int MIN_KEY_LENGTH = 32;

    public SigninSettings {
        providers = List.copyOf(providers);
        redirectOrigins = Set.copyOf(redirectOrigins);
        Objects.requireNonNull(callbackBaseUrl, "callbackBaseUrl");
        Objects.requireNonNull(stateLifetime, "stateLifetime");
        Objects.requireNonNull(stateKey, "stateKey");
    }

    public static SigninSettings create(Section signin) {
        var providers =
                signin.sections("providers").stream()
                        .map(provider -> new OAuthProviderSettings(provider).read())
                        .toList();
        var ids = new HashSet<String>();
        for (var provider : providers) {
            if (!ids.add(provider.id())) {
                throw signin.invalid("providers", "must not name two providers " + provider.id());
            }
        }
        return new SigninSettings(
                providers,
                origins(signin),
                signin.text("callback-base-url").map(it -> baseUrl(signin, it)),
                signin.duration("state-lifetime", Duration.ofMinutes(10)),
                stateKey(signin));
    }

    /// The ids of the providers, sorted.
    public List<String> ids() {
        return providers.stream().map(OAuthProvider::id).sorted().toList();
    }

    /// Whether a token response may be sent to that URL.
    boolean mayRedirectTo(WebUrl url) {
        return redirectOrigins.stream()
                .flatMap(text -> RedirectTarget.parse(text).stream())
                .anyMatch(target -> target.contains(url));
    }

    /// A warning to log at the start, if the settings call for one.
    public Optional<String> warning() {
        return providers.isEmpty() || stateKey.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "signin.state-key is not set: a sign-in that was begun before a restart, or at another replica, fails");
    }

    private static Set<String> origins(Section signin) {
        return signin.texts("redirect-origins").stream()
                .map(text ->
                        RedirectTarget.parse(text)
                                .map(RedirectTarget::toString)
                                .orElseThrow(() ->
                                        signin.invalid(
                                                "redirect-origins",
                                                "must list paths such as https://arena.example.com/app in plain characters, or it must list origins such as https://arena.example.com (no path)")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static WebUrl baseUrl(Section signin, String text) {
        return WebUrl.parse(HttpOrigin.withoutTrailingSlashes(text))
                .filter(url -> url.isConfidential() && !url.hasQuery())
                .orElseThrow(() ->
                        signin.invalid(
                                "callback-base-url",
                                "must be an https URL without query, such as https://proxy.example.com"));
    }

    private static Optional<SecretText> stateKey(Section signin) {
        var key = signin.secret("state-key");
        if (key.filter(secret -> secret.value().length() < MIN_KEY_LENGTH).isPresent()) {
            throw signin.invalid("state-key", "must have at least 32 characters");
        }
        return key;
    }
}
