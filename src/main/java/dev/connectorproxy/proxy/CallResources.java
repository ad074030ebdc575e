package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.secrets.Secrets;

/// What calls share, whether their callers wait or are called back.
public record CallResources(
        CommandDirectory directory,
        LimitSettings limits,
        MemoryBudget memoryBudget,
        Secrets secrets,
        CallLogger callLogger) {
    public CallResources(
            CommandDirectory directory,
            LimitSettings limits,
            Secrets secrets,
            CallLogger callLogger) {
        this(directory, limits, new MemoryBudget(limits), secrets, callLogger);
    }

    /// An executor with permits of its own.
    CommandExecutor newExecutor() {
        return new CommandExecutor(new ConcurrencyLimiter(limits));
    }
}
