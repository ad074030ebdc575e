package dev.connectorproxy.spi;

import java.util.Objects;

/// How a connector presents itself in the catalogue. Each text is empty if there is nothing to say.
///
/// @param title the name for people, such as `GitHub`
/// @param description one sentence
/// @param icon the URL of an image, or the name of one that front ends know, such as `email`
/// @param docsUrl where its documentation is
public record ConnectorInfo(String title, String description, String icon, String docsUrl) {

    /// A connector that says nothing about itself.
    public static final ConnectorInfo NONE = new ConnectorInfo("", "", "", "");

    public ConnectorInfo {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(icon, "icon");
        Objects.requireNonNull(docsUrl, "docsUrl");
    }
}
