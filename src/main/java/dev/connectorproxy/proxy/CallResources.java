package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.secrets.Secrets;

/// What calls share, whether their callers wait or are called back.
///
/// @param shares how the callers share the limits
public record CallResources(
        CommandDirectory directory,
        LimitSettings limits,
        CallerProfiles profiles,
        Shares shares,
        MemoryBudget memoryBudget,
        Secrets secrets,
        Connections connections,
        CallLogger callLogger) {
    public CallResources(
            CommandDirectory directory,
            LimitSettings limits,
            CallerProfiles profiles,
            Shares shares,
            Secrets secrets,
            Connections connections,
            CallLogger callLogger) {
        this(
                directory,
                limits,
                profiles,
                shares,
                new MemoryBudget(limits, shares),
                secrets,
                connections,
                callLogger);
    }

    /// An executor with permits of its own.
    CommandExecutor newExecutor() {
        return new CommandExecutor(new ConcurrencyLimiter(limits, shares));
    }
}
