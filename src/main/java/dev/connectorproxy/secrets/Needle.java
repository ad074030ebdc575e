package dev.connectorproxy.secrets;

/// Finds one encoding of a secret value in a text. Immutable.
interface Needle {
    /// The end index of the match that begins at this index; -1 for none.
    int end(String text, int from);

    /// Whether a match may begin with this character; a quick filter.
    boolean begins(char c);

    /// Whether the character before the match encodes a part of the value as well and is to be masked.
    boolean reachesBack();
}
