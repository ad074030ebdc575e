package dev.connectorproxy.settings;

/// A setting that stops the start. The message is one line that names where the value came from, its key, and what is
/// wrong with it; it never repeats a value that may be a secret.
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
