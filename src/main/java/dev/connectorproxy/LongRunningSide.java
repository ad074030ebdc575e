package dev.connectorproxy;

import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.longrunning.FencedEgress;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.StoreException;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.proxy.LaterCommands;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.settings.SettingsException;
import java.util.Optional;

/// What the engine of long-running calls works with.
///
/// @param fence the way out of their commands
record LongRunningSide(LaterCommands commands, FencedEgress fence, Secrets secrets, LogWriter log) {

    /// Opens it, where the settings want it.
    ///
    /// @throws SettingsException credentials are missing, or the store cannot be opened
    Optional<LongRunningEngine> open(AllSettings settings) {
        if (!settings.longRunning().enabled()) {
            return Optional.empty();
        }
        if (!settings.longRunning().callback().credentialsAreThere(secrets::resolved)) {
            throw new SettingsException(
                    settings.source()
                            + ": long-running.callback must name credentials that are there: no secret of that name can be read, or the value has spaces or other characters than printable ASCII");
        }
        var watch = new LongRunningWatch(log);
        try {
            var engine =
                    LongRunningEngine.open(
                            settings.longRunning(),
                            new LongRunning.Commands(commands, commands),
                            new LongRunningEngine.Around(watch, fence, secrets::resolved));
            watch.gauges(engine);
            return Optional.of(engine);
        } catch (StoreException e) {
            throw new SettingsException(settings.source() + ": " + e.getMessage());
        }
    }
}
