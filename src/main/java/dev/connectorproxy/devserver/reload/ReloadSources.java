package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.reload.ReloadSettings.Mode;
import dev.connectorproxy.devserver.reload.ReloadableSource.Present;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.plugins.ProviderSource;
import dev.connectorproxy.settings.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds the providers of all sources to those that are built in, once at the start. A source that cannot be used is kept,
/// because it may become usable.
record ReloadSources(ReloadService service) {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /// @param plugins with what was loaded from them
    List<ReloadableSource> open(
            ReloadSettings settings, Map<ProviderSource, LoadedProviders> plugins) {
        var sources = new ArrayList<ReloadableSource>();
        plugins.forEach((source, loaded) ->
                sources.add(
                        new ReloadableSource(
                                source, settings.mode() == Mode.AUTO, register(loaded))));
        for (var classPath : settings.classes()) {
            var source = ProviderSource.ofClassPath(classPath, START_TIMEOUT);
            var present = register(source.load());
            present.failure()
                    .ifPresent(failure ->
                            service.log()
                                    .warning(
                                            "dev-server.classes: %s was not loaded: %s"
                                                    .formatted(
                                                            classPath,
                                                            failure.getString("details"))));
            sources.add(new ReloadableSource(source, settings.mode() != Mode.MANUAL, present));
        }
        return sources;
    }

    private Present register(LoadedProviders loaded) {
        try {
            service.providers().replace(List.of(), loaded.providers());
            var failure =
                    loaded.failures().stream()
                            .findFirst()
                            .map(thrown -> service.failure(thrown, Set.of()));
            return present(loaded, failure);
        } catch (SettingsException e) {
            return present(loaded.withoutProviders(), Optional.of(LoadFailure.of(e.getMessage())));
        }
    }

    private Present present(LoadedProviders loaded, Optional<DevServerException> failure) {
        return new Present(loaded, service.clock().instant(), failure.map(DevErrorHandler::body));
    }
}
