package io.github.batch4j.sample.timeline;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the script and the styles by which the starter draws bars. They are not among the static resources of the
 * starter's jar, as every application that uses it would have them at a public address.
 */
@Configuration(proxyBeanMethods = false)
class WaterfallConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/batch4j/waterfall.*").addResourceLocations("classpath:/META-INF/batch4j/");
    }
}
