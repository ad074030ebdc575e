package dev.connectorproxy.docs;

/// Texts in the cells of a table of Markdown.
final class MarkdownCell {
    private MarkdownCell() {}

    /// Prose, which may have code between back quotes.
    static String text(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").replace("<", "&lt;");
    }

    /// Code, with back quotes around it.
    static String code(String text) {
        var line = text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }
}
