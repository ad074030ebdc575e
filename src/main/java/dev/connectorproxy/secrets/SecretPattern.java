package dev.connectorproxy.secrets;

/// Finds one encoding of a secret value in a text. Immutable.
interface SecretPattern {
    /// The end index of the match that begins at this index; -1 for none.
    int matchEnd(String text, int from);

    /// Whether a match may begin with this character; a quick filter.
    boolean mayStartWith(char c);

    /// Whether the character before the match encodes a part of the value as well and is to be masked.
    boolean includesPrevious();
}
