package dev.connectorproxy.signin;

import dev.connectorproxy.settings.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings under `signin:`.
///
/// @param providers where people can sign in, by default nowhere; see [ProviderSettings]
/// @param redirectOrigins where answers may be handed to, as [WebUrl#origin()] writes them; by default nowhere
/// @param callbackBaseUrl the public URL of this proxy, without a slash at its end; by default only a browser on this machine
///     can sign in
/// @param stateLifetime how long a person may take to sign in; default `PT10M`
/// @param stateKey (`state-key`, `state-key-file`) what all replicas sign with; by default each process makes one up
public record SigninSettings(
        List<Provider> providers,
        Set<String> redirectOrigins,
        Optional<WebUrl> callbackBaseUrl,
        Duration stateLifetime,
        Optional<Secret> stateKey) {
    private static final int SHORTEST_KEY = 32;

    public SigninSettings {
        providers = List.copyOf(providers);
        redirectOrigins = Set.copyOf(redirectOrigins);
        Objects.requireNonNull(callbackBaseUrl, "callbackBaseUrl");
        Objects.requireNonNull(stateLifetime, "stateLifetime");
        Objects.requireNonNull(stateKey, "stateKey");
    }

    public static SigninSettings create(Section signin) {
        return create(signin, name -> Optional.ofNullable(System.getenv(name)));
    }

    /// @param environment the value of an environment variable
    static SigninSettings create(Section signin, Function<String, Optional<String>> environment) {
        var providers =
                signin.sections("providers").stream()
                        .map(it -> new ProviderSettings(it, environment).read())
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
                signin.text("callback-base-url").map(it -> base(signin, it)),
                signin.duration("state-lifetime", Duration.ofMinutes(10)),
                stateKey(signin));
    }

    /// The ids of the providers, ordered.
    public List<String> ids() {
        return providers.stream().map(Provider::id).sorted().toList();
    }

    /// What the operator should hear at start, if anything.
    public Optional<String> warning() {
        return providers.isEmpty() || stateKey.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "signin.state-key is not set: a sign-in that was begun before a restart, or at another replica, fails");
    }

    private static Set<String> origins(Section signin) {
        return signin.texts("redirect-origins").stream()
                .map(text ->
                        WebUrl.parse(text)
                                .filter(it -> it.rest().isEmpty())
                                .map(WebUrl::origin)
                                .orElseThrow(() ->
                                        signin.invalid(
                                                "redirect-origins",
                                                "must list origins such as https://arena.example.com (no path)")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static WebUrl base(Section signin, String text) {
        return WebUrl.parse(text.replaceFirst("/+$", ""))
                .filter(it -> it.keepsSecrets() && !it.hasQuery())
                .orElseThrow(() ->
                        signin.invalid(
                                "callback-base-url",
                                "must be an https URL without query, such as https://proxy.example.com"));
    }

    private static Optional<Secret> stateKey(Section signin) {
        var key = signin.text("state-key");
        var file =
                signin.text("state-key-file")
                        .map(it -> ProviderSettings.textFile(signin, "state-key-file", it));
        if (key.isPresent() && file.isPresent()) {
            throw signin.invalid("state-key-file", "must not be set beside state-key");
        }
        return key.or(() -> file)
                .map(it -> {
                    if (it.length() < SHORTEST_KEY) {
                        throw signin.invalid("state-key", "must have at least 32 characters");
                    }
                    return new Secret(it);
                });
    }
}
