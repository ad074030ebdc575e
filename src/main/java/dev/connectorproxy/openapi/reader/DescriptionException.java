package dev.connectorproxy.openapi.reader;

/// A file cannot be read as an API description. The message is one line for people: the file, the place in it, and what to do.
public final class DescriptionException extends RuntimeException {
    DescriptionException(String message) {
        super(message);
    }
}
