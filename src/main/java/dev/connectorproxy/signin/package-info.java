/// Sign-in of SpiffArena's users at OAuth 2 providers: the browser routes under `/v1/auth`.
package dev.connectorproxy.signin;
