package dev.connectorproxy.settings;

/// An invalid setting, which stops the start. The message is one line with the place where the value is defined, its
/// key and the problem; it never contains a value that may be a secret.
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
