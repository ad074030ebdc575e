package dev.connectorproxy.spi.payment;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A bank account to register at a provider. Its `toString` does not contain the account number.
///
/// @param id the caller's id of it
/// @param name the name of the account holder
/// @param country ISO 3166-1 alpha-2
public record BankAccount(
        String id,
        Instant createdAt,
        String name,
        Optional<String> accountNumber,
        Optional<String> iban,
        Optional<String> swiftBicCode,
        Optional<String> country,
        Map<String, String> metadata) {
    public BankAccount {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(accountNumber, "accountNumber");
        Objects.requireNonNull(iban, "iban");
        Objects.requireNonNull(swiftBicCode, "swiftBicCode");
        Objects.requireNonNull(country, "country");
        metadata = SortedMetadata.copy(metadata);
    }

    @Override
    public String toString() {
        return "BankAccount[" + id + "]";
    }
}
