/// Typeahead: the suggestions that SpiffArena's forms show while somebody types.
package dev.connectorproxy.typeahead;
