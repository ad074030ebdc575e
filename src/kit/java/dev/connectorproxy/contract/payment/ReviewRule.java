package dev.connectorproxy.contract.payment;

import java.lang.reflect.Method;
import java.util.Optional;

/// The rules that reviewers of payment connectors apply. [Checks] names the tests that check the mechanical part of one;
/// etc/docs/conformance-kit.md says what is left to the reader.
public enum ReviewRule {
    CURSOR("no cursor moves past a row that was dropped for a reason that may pass"),
    PAGING("pages follow the provider's semantics: small ones, ties, rows that are left out"),
    FAN_OUT("rows are fetched by parent only where the provider can filter by it"),
    PAYLOAD("what the payload has is not fetched again"),
    UNKNOWN_VALUES("unknown values and malformed amounts are never guessed"),
    STABLE_ROWS("reference and createdAt stay when a row changes"),
    FAILURES("credentials are not retried, limits are, and a warning costs no other row"),
    EGRESS("all calls go through the egress"),
    INSTALL("installing needs no network"),
    ENGINE("schedules, ids and storage are left to the engine"),
    ASSUMPTIONS("the fixture states what it assumes of the provider"),
    WEBHOOKS("every webhook is covered, and keys are unique across installations"),
    SEPARATION("transport, signing, mapping and workflow are apart");

    private final String text;

    ReviewRule(String text) {
        this.text = text;
    }

    /// The rule that a test of the kit checks, if it is one of these.
    public static Optional<ReviewRule> checkedBy(Method test) {
        return Optional.ofNullable(test.getAnnotation(Checks.class)).map(Checks::value);
    }

    /// From 1.
    public int number() {
        return ordinal() + 1;
    }

    /// The rule, as a clause.
    public String text() {
        return text;
    }
}
