package org.bailiwick.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.CssLinkResourceTransformer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Pages from precompiled templates, static files under {@code /assets} with the content's hash in their names. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/";
    private static final String INTER = "classpath:/com/formdev/flatlaf/fonts/inter/";
    private static final CacheControl FOR_GOOD = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    WebMvcConfigurer pages(ObjectProvider<ViewHandler> views, ObjectProvider<RedirectHandler> redirects,
            ObjectProvider<PagingArgument> paging) {
        return new WebMvcConfigurer() {
            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(views.getObject());
                handlers.add(redirects.getObject());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(paging.getObject());
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                files(registry, "/assets/*.css", "classpath:/assets/");
                files(registry, "/assets/*.svg", "classpath:/assets/");
                files(registry, "/assets/*.js", HTMX, "classpath:/assets/");
                files(registry, "/assets/*.otf", INTER);
            }
        };
    }

    private static void files(ResourceHandlerRegistry registry, String paths, String... folders) {
        registry.addResourceHandler(paths).addResourceLocations(folders).setCacheControl(FOR_GOOD).resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
                .addTransformer(new CssLinkResourceTransformer());
    }
}
