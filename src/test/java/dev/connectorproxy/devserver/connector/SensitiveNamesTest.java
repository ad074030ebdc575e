package dev.connectorproxy.devserver.connector;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stripe-Signature",
                "X-Signature-Sha256",
                "authorization",
                "Set-Cookie",
                "X-Api-Key",
                "apiKey",
                "webhookSharedSecret",
                "access_token",
                "hmacSignature",
                "key",
                "sig",
                "signing_key"
            })
    void secretsAndSignaturesAreSensitive(String name) {
        assertThat(SensitiveNames.contains(name), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "X-Delivery-Id",
                "Idempotency-Key",
                "enabled_events",
                "profile_id",
                "subscription_id",
                "webhook_related_account_id"
            })
    void whatAnAuthorNeedsToSeeIsNot(String name) {
        assertThat(SensitiveNames.contains(name), is(false));
    }
}
