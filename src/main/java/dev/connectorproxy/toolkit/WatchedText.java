package dev.connectorproxy.toolkit;

/// A text that runs code before a character is read, so that the search of a regular expression, which nothing can interrupt, can be
/// ended by an exception. As thread-safe as that code.
///
/// @param onRead may throw
public record WatchedText(String text, Runnable onRead) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        onRead.run();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
