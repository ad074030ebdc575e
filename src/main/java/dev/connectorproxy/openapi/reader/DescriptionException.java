package dev.connectorproxy.openapi.reader;

/// A file cannot be read as an API description. The message is one line for people: the file, the line or JSON pointer, and what to do.
public final class DescriptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param place the file, with the line if it is known
    DescriptionException(String place, String problem) {
        super(place + ": " + problem);
    }
}
