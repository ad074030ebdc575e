package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.plugins.ProviderSource;
import dev.connectorproxy.spi.payment.PaymentProvider;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A source of providers, with what was loaded from it. Written by one thread at a time, read by any.
final class ReloadableSource {
    private final ProviderSource source;
    private final boolean automatic;
    private volatile Present present;

    /// @param loaded what is in use
    /// @param loadedAt since when
    /// @param failure why what is on the disk now cannot be used, as an error response
    record Present(LoadedProviders loaded, Instant loadedAt, Optional<JsonObject> failure) {}

    /// @param automatic whether it is loaded again as soon as its files change
    ReloadableSource(ProviderSource source, boolean automatic, Present present) {
        this.source = source;
        this.automatic = automatic;
        this.present = present;
    }

    ProviderSource source() {
        return source;
    }

    String name() {
        return source.name();
    }

    boolean automatic() {
        return automatic;
    }

    Present present() {
        return present;
    }

    void set(Present next) {
        present = next;
    }

    void setFailure(JsonObject failure) {
        present = new Present(present.loaded(), present.loadedAt(), Optional.of(failure));
    }

    /// The names of its providers, in ascending order.
    List<String> providers() {
        return present.loaded().providers().stream().map(PaymentProvider::name).sorted().toList();
    }

    /// Whether its files are others than those that were loaded.
    boolean hasChanged() {
        return !source.stamps().equals(present.loaded().stamps());
    }
}
