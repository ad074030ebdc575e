/// What the commands of async-http and their V2 counterparts have in common: settings, parameters, request body, result.
package dev.connectorproxy.connector.http.shared;
