package dev.connectorproxy.importer;

/// API descriptions of no API.
final class ImportSamples {
    /// With names that must be rewritten, parameters that clash, and operations that are left out.
    static final String SHOP =
            """
            openapi: 3.1.0
            info: {title: Shop API, version: '1', description: "Everything that a **shop** sells. And more."}
            externalDocs: {url: https://docs.shop.example}
            servers: [{url: 'https://{region}.shop.example/v1', variables: {region: {default: eu, enum: [eu, us]}}}]
            security: [{key: []}]
            paths:
              /orders:
                get:
                  summary: Orders
                  parameters:
                    - {name: $top, in: query, schema: {type: integer, maximum: 50}}
                    - {name: 'filter[state]', in: query, schema: {type: string, enum: [open, closed]}}
                  responses: {'200': {description: ok}}
                post:
                  operationId: orders/create
                  summary: Create an order
                  parameters:
                    - {name: dry-run, in: query, schema: {type: boolean}}
                    - {name: note, in: query, schema: {type: string}}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/NewOrder'}
                  responses:
                    '201': {description: created, content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
              /orders/{id}:
                get:
                  operationId: getOrder
                  summary: One order
                  parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
                  responses: {'200': {description: ok}}
              /old: {get: {deprecated: true, responses: {'200': {description: ok}}}}
              /reset: {post: {operationId: resetAll, x-ms-visibility: internal, responses: {'204': {description: done}}}}
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: X-Shop-Key}}
              schemas:
                NewOrder:
                  type: object
                  required: [item]
                  properties:
                    item: {type: string, pattern: '^[A-Z]{3}-[0-9]{4}$'}
                    note: {type: string, maxLength: 3}
                    count: {type: integer, minimum: 1}
            """;

    /// Whose parts are in other files.
    static final String IN_FILES =
            """
            openapi: 3.0.3
            info: {title: Things, version: '1'}
            servers: [{url: https://things.example}]
            paths: {/things: {$ref: parts/thing.yml}}
            components: {schemas: {Thing: {type: object, properties: {name: {type: string}}}}}
            """;

    /// With an operation that nobody can call.
    static final String IMPOSSIBLE =
            """
            {"openapi":"3.0.0","info":{"title":"Locked"},"servers":[{"url":"https://l.example"}],
             "paths":{"/locked":{"get":{"operationId":"locked","security":[{"d":[]}],"responses":{}}},
              "/open":{"get":{"operationId":"open","responses":{}}}},
             "components":{"securitySchemes":{"d":{"type":"http","scheme":"digest"}}}}
            """;

    private ImportSamples() {}
}
