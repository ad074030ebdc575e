package dev.connectorproxy;

import dev.connectorproxy.longrunning.LeaseCheckedEgress;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.proxy.DeferredCallRunner;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.settings.SettingsException;
import java.util.Optional;

/// Opens the engine of deferred calls.
///
/// @param commands runs the commands of deferred calls
/// @param fencedEgress the egress of those commands, which checks the lease of a call before its first request
record LongRunningStarter(
        DeferredCallRunner commands,
        LeaseCheckedEgress fencedEgress,
        Secrets secrets,
        LogWriter log) {

    /// Opens the engine, which is started later, if the settings enable it.
    ///
    /// @throws SettingsException callback credentials are missing, or the store cannot be opened
    Optional<LongRunningEngine> open(AllSettings settings) {
        if (!settings.longRunning().isEnabled()) {
            return Optional.empty();
        }
        if (!settings.longRunning().callback().hasUsableCredentials(secrets::resolve)) {
            throw new SettingsException(
                    settings.source()
                            + ": long-running.callback must name credentials that are there: no secret of that name can be read, or the value has spaces or other characters than printable ASCII");
        }
        var reporter = new LongRunningReporter(log);
        try {
            var engine =
                    LongRunningEngine.open(
                            settings.longRunning(),
                            commands,
                            new LongRunningEngine.Collaborators(
                                    reporter, fencedEgress, secrets::resolve));
            reporter.registerGauges(engine);
            return Optional.of(engine);
        } catch (StoreException e) {
            throw new SettingsException(settings.source() + ": " + e.getMessage());
        }
    }
}
