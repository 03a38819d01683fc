# The portal without a database: ConnectionStrings__Modular names the PostgreSQL to use.
#   docker build -t modular .                                        a host with a silo of its own
#   docker build -t modular --build-arg USE_STANDINS=false .         a silo of a cluster (docs/cluster.md)
FROM node:22-bookworm-slim AS assets
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY build build
# The classes that the pages use decide what stays of the style sheet.
COPY src src
RUN npm run --silent assets

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG USE_STANDINS=true
WORKDIR /portal
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
COPY --from=assets /portal/src/Host/wwwroot/lib src/Host/wwwroot/lib
RUN dotnet publish src/Host -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o /out -p:UseStandIns=$USE_STANDINS -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /portal
COPY --from=build /out .
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 Data__Directory=/data
VOLUME /data
# 8080: the portal. 11111: silo to silo.
EXPOSE 8080 11111
ENTRYPOINT ["dotnet", "Modular.Host.dll"]
