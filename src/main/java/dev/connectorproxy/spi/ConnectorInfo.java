package dev.connectorproxy.spi;

import java.util.List;
import java.util.Objects;

/// How a connector presents itself in the catalogue. Each text is empty if there is nothing to say.
///
/// @param title the name for people, such as `GitHub`
/// @param description one sentence
/// @param icon the URL of an image, or the name of one that front ends know, such as `email`
/// @param docsUrl where its documentation is
/// @param configFields what whoever sets up the connector enters once, in the order of the form
public record ConnectorInfo(
        String title,
        String description,
        String icon,
        String docsUrl,
        List<SetupField> configFields) {

    /// A connector that says nothing about itself.
    public static final ConnectorInfo NONE = new ConnectorInfo("", "", "", "");

    /// A connector that needs no values of its own.
    public ConnectorInfo(String title, String description, String icon, String docsUrl) {
        this(title, description, icon, docsUrl, List.of());
    }

    public ConnectorInfo {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(icon, "icon");
        Objects.requireNonNull(docsUrl, "docsUrl");
        configFields = List.copyOf(configFields);
    }

    /// The same connector with these fields.
    public ConnectorInfo withConfigFields(SetupField... fields) {
        return new ConnectorInfo(title, description, icon, docsUrl, List.of(fields));
    }
}
