"""Every address of the faces, put together from the modules that own the pages."""

from minhbach.web import site_urls
from minhbach.web.desk import urls as desk
from minhbach.web.public import urls as public

urlpatterns = [*site_urls.urlpatterns, *desk.urlpatterns, *public.urlpatterns]
