/// The connector `http`: `GetRequest`, `HeadRequest`, `PostRequest`, `PutRequest`, `PatchRequest`, `DeleteRequest`, which
/// treat URLs, query parameters, bodies and answers as SpiffArena's async-http (httpx 0.28) does.
package dev.connectorproxy.connector.http;
