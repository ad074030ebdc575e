/// Sign-in for SpiffArena's users at OAuth 2 providers: the two browser routes under `/v1/auth`.
package dev.connectorproxy.signin;
