package dev.connectorproxy.secrets;

/// One form of a value to look for. Immutable.
interface Needle {
    /// Where the form ends that begins at this place of the text; -1 when none does.
    int end(String text, int from);

    /// Whether the form may begin with this character.
    boolean begins(char c);

    /// Whether the character before the form belongs to the value as well.
    boolean reachesBack();
}
