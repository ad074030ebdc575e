/// The V2 commands, which behave like connector-http: requests 2 for what is sent, xmltodict for XML.
package dev.connectorproxy.connector.http.v2;
