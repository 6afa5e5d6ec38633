package org.bailiwick.api;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.Arrays;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says beside its routes: how one signs in, how lists are paged, how a refusal looks. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    ApiDescription() {
        // These come from the request's own decision and are nothing that a caller sends.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Permit.class, Principal.class, Principal.Person.class,
                Scope.class, VisibleTenant.class, Paging.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Bailiwick").version("v1").description(
                        "Decided, applied and verified are three different facts, and the API tells them apart."))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .components(new Components()
                        .addSecuritySchemes(TOKEN,
                                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")
                                        .description("an access token of a registered identity provider"))
                        .addSchemas(PROBLEM, problem()));
    }

    /** Several routes have, for example, a {@code TenantJson} of their own: a name is that of the class around it, too. */
    @Bean
    ModelResolver schemasByFullName(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {
            @Override
            protected String getNameOfClass(Class<?> type) {
                var around = type.getEnclosingClass();
                return around == null
                        ? super.getNameOfClass(type)
                        : getNameOfClass(around) + "." + type.getSimpleName();
            }
        }).openapi31(true);
    }

    private static Schema<?> problem() {
        return new ObjectSchema().description("RFC 9457; `type` leads to a page that explains it")
                .addProperty("type", new StringSchema().example("/problems/not-found"))
                .addProperty("title", new StringSchema()).addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what is wrong and what to do next"))
                .addProperty("traceId", new StringSchema()).additionalProperties(true);
    }

    @Bean
    OperationCustomizer pagingAndProblems() {
        return (operation, handler) -> {
            if (Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == Paging.class)) {
                operation.addParametersItem(new Parameter().in("query").name("limit")
                        .schema(new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Paging.MOST))
                                ._default(Paging.USUAL)));
                operation.addParametersItem(new Parameter().in("query").name("cursor").schema(new StringSchema())
                        .description("`nextCursor` of the page before"));
            }
            operation.getResponses().addApiResponse("default",
                    new ApiResponse().description("a refusal").content(new Content().addMediaType(
                            "application/problem+json",
                            new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
            return operation;
        };
    }
}
