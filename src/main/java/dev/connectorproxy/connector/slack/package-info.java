/// The connector `slack`: messages and files, with Slack's Web API.
package dev.connectorproxy.connector.slack;
