/// Typeahead: the suggestions that SpiffArena's forms show while a person types.
package dev.connectorproxy.typeahead;
