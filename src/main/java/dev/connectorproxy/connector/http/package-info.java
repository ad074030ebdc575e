/// The connector `http`: `GetRequest`, `HeadRequest`, `PostRequest`, `PutRequest`, `PatchRequest`, `DeleteRequest`, which
/// treat URLs, query parameters, bodies and answers as SpiffArena's async-http (httpx 0.28) does;
/// and their V2 counterparts, which do as connector-http (requests 2, xmltodict) does, with all that starts with `V2`.
package dev.connectorproxy.connector.http;
