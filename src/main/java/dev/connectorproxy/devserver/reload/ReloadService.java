package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.connector.Renewal;
import dev.connectorproxy.devserver.reload.ReloadableSource.Present;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Loads the providers of a source again: their connectors are made again and keep their states, calls that are running
/// end with the former code, whose class loader is closed afterwards, and the last page of each kind is fetched again and
/// compared. Files that cannot be used leave the former code in use. Run by one thread at a time.
///
/// @param debug whether to show what the provider's code threw
/// @param afterwards runs after other providers than before are in use
/// @param ended gets what came of each reload
public record ReloadService(
        ProviderRegistry providers,
        Renewal renewal,
        ProviderCalls calls,
        LastPages pages,
        InstantSource clock,
        DevLog log,
        boolean debug,
        Runnable afterwards,
        Consumer<JsonObject> ended) {

    /// A connector that was made again.
    ///
    /// @param problem why the new code refuses it
    private record Renewed(String id, Optional<JsonObject> problem) {}

    JsonObject reload(ReloadableSource source, ReloadReport report) throws InterruptedException {
        var former = source.present().loaded();
        try {
            var names = swap(source);
            afterwards.run();
            var renewed = renew(names);
            closeWhenUnused(former);
            compare(renewed, report);
            return report.json(source.providers(), Optional.empty(), clock.instant());
        } catch (DevServerException e) {
            var failure = DevErrorHandler.body(e);
            source.setFailure(failure);
            log.warning(
                    "%s was not loaded again, its former code stays in use: %s"
                            .formatted(source.name(), e.details().orElse("")));
            return report.json(source.providers(), Optional.of(failure), clock.instant());
        }
    }

    private List<Renewed> renew(Set<String> names) {
        return renewal.connectors().all().stream()
                .filter(instance -> names.contains(instance.provider().toLowerCase(Locale.ROOT)))
                .map(instance -> new Renewed(instance.id(), renewal.renew(instance)))
                .toList();
    }

    private void compare(List<Renewed> renewed, ReloadReport report) throws InterruptedException {
        var rerun = new PageRerun(calls, pages);
        for (var one : renewed) {
            var instance = renewal.connectors().find(one.id());
            if (instance.isPresent()) {
                var compared =
                        one.problem().isEmpty() ? rerun.run(instance.get()) : List.<JsonObject>of();
                report.add(instance.get(), one.problem(), compared);
            }
        }
    }

    /// Closes a class loader after the calls that may still use it.
    private void closeWhenUnused(LoadedProviders former) {
        var running = calls.running();
        Thread.ofVirtual()
                .name("reload-closer")
                .start(() -> {
                    try {
                        for (var thread : running) {
                            thread.join();
                        }
                        former.close();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Puts the providers that are on the disk in place of those in use.
    ///
    /// @return the names of both
    /// @throws DevServerException they cannot be used
    private Set<String> swap(ReloadableSource source) {
        var former = source.present().loaded();
        var loaded = source.source().load();
        var names = names(former);
        try {
            check(loaded, names);
            providers.replace(names, loaded.providers());
        } catch (SettingsException e) {
            loaded.close();
            throw LoadFailure.of(e.getMessage());
        } catch (DevServerException e) {
            loaded.close();
            throw e;
        }
        source.set(new Present(loaded, clock.instant(), Optional.empty()));
        names.addAll(names(loaded));
        return names;
    }

    private void check(LoadedProviders loaded, Set<String> former) {
        if (!loaded.failures().isEmpty()) {
            throw failure(loaded.failures().getFirst(), former);
        }
        if (loaded.providers().isEmpty()) {
            throw LoadFailure.of("there is no payment provider in it");
        }
    }

    /// Why the files of a source cannot be used.
    ///
    /// @param former the names of the providers that it had
    DevServerException failure(Throwable thrown, Set<String> former) {
        var secrets = former.stream().flatMap(renewal.factory()::secretsOf).toList();
        return new LoadFailure(debug, SecretMask.of(secrets)).of(thrown);
    }

    private static Set<String> names(LoadedProviders loaded) {
        var names = new HashSet<String>();
        loaded.providers().stream().map(PaymentProvider::name).forEach(names::add);
        return names;
    }
}
