package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The last step of a sign-in: validates the provider's authorization response, exchanges the code for tokens, and
/// builds the URL to which the browser is redirected.
final class CallbackHandler {
    private static final int MAX_REASON_LENGTH = 300;

    private final OAuthProvider provider;
    private final SigninContext context;

    CallbackHandler(OAuthProvider provider, SigninContext context) {
        this.provider = provider;
        this.context = context;
    }

    /// The verified state of an authorization response.
    ///
    /// @param response the parameters of the authorization response
    /// @throws ConnectorException 400 when it is missing or invalid
    SigninState state(Map<String, String> response) {
        return value(response, "state")
                .map(text -> context.cipher().verify(provider.id(), text))
                .orElseThrow(() ->
                        SigninFailure.badRequest(
                                "The provider sent no state. Please begin again."));
    }

    /// Exchanges the code, and returns the redirect URL with the token response.
    ///
    /// @param kept what this browser has kept for the state
    /// @param response the parameters of the authorization response
    WebUrl redirectUrl(
            SigninState state, Stream<PendingSignIn> kept, Map<String, String> response) {
        var pending = pending(kept);
        if (!context.usedStates().markUsed(state)) {
            throw SigninFailure.badRequest("This sign-in is over already. Please begin again.");
        }
        var metadata = context.discovery().metadata(provider);
        checkIssuer(metadata, value(response, "iss"));
        value(response, "error")
                .ifPresent(error -> {
                    throw toFailure(error, value(response, "error_description"));
                });
        var code =
                value(response, "code")
                        .orElseThrow(() ->
                                SigninFailure.badRequest(
                                        "The provider sent no code. Please begin again."));
        var token = TokenRequest.of(metadata, provider.client(), code, pending);
        return pending.target()
                .withParameter("response", TokenResponse.toJson(context.client().send(token)));
    }

    private PendingSignIn pending(Stream<PendingSignIn> kept) {
        // the settings may have changed since the sign-in was started
        return kept.filter(pending -> context.settings().mayRedirectTo(pending.target()))
                .findFirst()
                .orElseThrow(() ->
                        SigninFailure.refused(
                                "This sign-in was not begun in this browser, or its cookie did not come back. Please begin again."));
    }

    /// Rejects a response of another provider than the one that was asked, a mix-up attack (RFC 9207, section 2.4).
    private static void checkIssuer(ProviderMetadata metadata, Optional<String> issuer) {
        boolean wrong =
                metadata.issuer().isPresent()
                        && (issuer.isPresent() || metadata.issuerSent())
                        && !metadata.issuer().equals(issuer);
        if (wrong) {
            throw SigninFailure.badRequest(
                    "The answer is not of the provider that was asked (its issuer is %s). Please begin again."
                            .formatted(issuer.map(CallbackHandler::toPlainText).orElse("missing")));
        }
    }

    /// The failure for an error response of the provider (RFC 6749, section 4.1.2.1).
    static ConnectorException toFailure(String error, Optional<String> description) {
        var reason =
                toPlainText(error)
                        + description.map(text -> " (" + toPlainText(text) + ")").orElse("");
        var message = "The provider ended the sign-in: " + reason + ".";
        return switch (error) {
            case "access_denied" -> SigninFailure.refused(message);
            case "temporarily_unavailable" -> SigninFailure.busy(message);
            default -> SigninFailure.badGateway(message);
        };
    }

    /// A text of a provider on one line of limited length.
    static String toPlainText(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ").strip();
        return plain.length() > MAX_REASON_LENGTH
                ? plain.substring(0, MAX_REASON_LENGTH) + "…"
                : plain;
    }

    static Optional<String> value(Map<String, String> response, String name) {
        return Optional.ofNullable(response.get(name)).filter(text -> !text.isEmpty());
    }
}
